'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refusedWith } from '@/components/form/form-state'
